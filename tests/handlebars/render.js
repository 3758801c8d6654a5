// Reads [[template, values], ...] and writes what Handlebars makes of each template.
const handlebars = require("handlebars");

const input = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const rendered = input.map(([template, values]) => handlebars.compile(template)(values));
process.stdout.write(JSON.stringify(rendered));
