"use strict";

const dark = window.matchMedia("(prefers-color-scheme: dark)");
const shade = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", shade);
shade();

const page = document.getElementById("swagger-ui");
SwaggerUIBundle({ url: page.dataset.schema, domNode: page, deepLinking: true, docExpansion: "list", validatorUrl: null });
