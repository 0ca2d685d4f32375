// Writes a record: every text as a JSON string, which YAML reads as the same text, whatever is in it.

const scalar = (value) => {
  if (value instanceof Plain) return value.written;
  return typeof value === "boolean" ? String(value) : JSON.stringify(value);
};

// A number as it is written.
export class Plain {
  constructor(written) {
    // Three decimals after one to three digits would have two readings.
    this.written = /^\d{1,3}\.\d{3}$/.test(written) ? `${written}0` : written;
  }
}

const isTable = (value) => typeof value === "object" && !(value instanceof Plain);

const entries = function* (table, indent) {
  for (const [key, value] of Object.entries(table)) {
    if (!isTable(value)) yield `${indent}${key}: ${scalar(value)}`;
    else if (Array.isArray(value)) {
      yield `${indent}${key}:`;
      for (const item of value) yield* listed(item, indent);
    } else if (Object.keys(value).length) {
      yield `${indent}${key}:`;
      yield* entries(value, `${indent}  `);
    } else yield `${indent}${key}: {}`;
  }
};

const listed = function* (item, indent) {
  if (!isTable(item)) yield `${indent}- ${scalar(item)}`;
  else {
    let before = "- ";
    for (const one of entries(item, "")) {
      yield indent + before + one;
      before = "  ";
    }
  }
};

// The file: front matter, then the story.
export const recordFile = (record, story) => `---\n${[...entries(record, "")].join("\n")}\n---\n\n${story}\n`;
