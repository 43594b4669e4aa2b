/** What `pagespace --help` prints; `features` are the lines of the operations. */
export function help(features: string): string {
  return `Usage: pagespace <command> [options]

Running PageSpace
  serve        run PageSpace until Ctrl-C; prints its address when it is ready
  migrate      bring the database at DATABASE_URL to the schema of this release
  setup-code   print a new code for setting up an installation that has no owner

Working in a PageSpace, here or elsewhere
  login        sign in: pagespace login https://pages.example.org
  logout       end that session
  mcp          serve it to an MCP client over standard input and output

${features}

Options of serve
  --data-dir <folder>   where everything is kept (PAGESPACE_DATA_DIR)
  --host <address>      address to listen on, 127.0.0.1 by default (HOST)
  --port <number>       port of the web service, 3000 by default, 0 for any (PORT)
  --services <list>     only these of web,realtime,processor; needs DATABASE_URL
  --open                show it in the browser when it is ready
  -h, --help            this text; after a command, its own

Every setting is described in .env.example.`;
}
