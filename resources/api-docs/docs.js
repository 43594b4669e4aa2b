// Shows /api/openapi.json with Swagger UI, all of it served by this PageSpace; nothing is asked of anyone else.
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const followTheme = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", followTheme);
followTheme();

window.SwaggerUIBundle({
  url: "/api/openapi.json",
  dom_id: "#operations",
  // Links inside the buttons that open an operation could not be reached by keyboard.
  deepLinking: false,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  filter: true,
  validatorUrl: null,
  // A program sends its token and no cookie; the server refuses both at once.
  requestInterceptor: (request) => {
    if (request.headers?.Authorization) request.credentials = "omit";
    return request;
  },
});
