/** What `pagespace --help` prints. */
export const help = `Usage: pagespace <command> [options]

  serve        run PageSpace until Ctrl-C; prints its address when it is ready
  migrate      bring the database at DATABASE_URL to the schema of this release
  setup-code   print a new code for setting up an installation that has no owner

Options
  --data-dir <folder>   where everything is kept (PAGESPACE_DATA_DIR)
  --host <address>      address to listen on, 127.0.0.1 by default (HOST)
  --port <number>       port of the web service, 3000 by default, 0 for any (PORT)
  --services <list>     only these of web,realtime,processor; needs DATABASE_URL
  --open                show it in the browser when it is ready
  -h, --help            this text

Every setting is described in .env.example.`;
