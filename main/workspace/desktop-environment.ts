type Environment = Readonly<Record<string, string | undefined>>;

const serverVariables =
  /^(DATABASE_|REALTIME_|PROCESSOR_|PAGESPACE_)|^(HOST|PORT|PUBLIC_URL|ALLOWED_HOSTS|TRUST_PROXY|SERVICE_SECRET|ENCRYPTION_KEY|UPLOAD_DIR|SMTP_URL|REDIS_URL)$/;

/** The environment without what configures a server: the app decides these for its own workspace, wherever it was started from. */
export function desktopEnvironment(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !serverVariables.test(name)));
}
