// Where a record goes from here: addresses of a host's own pages, file names, and one archive of a record with its photos.

import { slug } from "./text.js";

// A longer address is refused by hosts.
const MOST_ADDRESS = 8000;

const trimmed = (address) => address.replace(/\/+$/, "");
const coded = (text) => text.split("/").map(encodeURIComponent).join("/");

// Name of the record's file below its folder: with photos it is index.md in a folder of its own.
export const fileName = (name, hasPhotos) => (hasPhotos ? `${slug(name)}/index.md` : `${slug(name)}.md`);

// {kind, address}: "new" holds the record itself, "upload" wants the file just downloaded, "none" has no address.
export const destination = (contribute, folder, name, file, hasPhotos) => {
  if (!contribute) return { kind: "none", address: "" };
  const { host, branch } = contribute;
  const root = trimmed(contribute.repository);
  const here = hasPhotos ? `${folder}/${slug(name)}` : folder;
  if (host === "gitlab") return { kind: "gitlab", address: `${root}/-/tree/${coded(branch)}/${coded(folder)}` };
  const at = host === "gitea" ? `${root}/_new/${coded(branch)}/${coded(folder)}` : `${root}/new/${coded(branch)}/${coded(folder)}`;
  const asked = new URLSearchParams({ filename: fileName(name, false), value: file });
  const address = `${at}?${asked}`;
  if (!hasPhotos && address.length < MOST_ADDRESS) return { kind: "new", address };
  return { kind: "upload", address: `${root}/${host === "gitea" ? "_upload" : "upload"}/${coded(branch)}/${coded(here)}` };
};

const TABLE = Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
  return byte >>> 0;
});
const checksum = (data) => {
  let sum = 0xffffffff;
  for (const byte of data) sum = TABLE[(sum ^ byte) & 255] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
};

// A zip of [name, bytes], uncompressed: photos are compressed already.
export const archive = (files) => {
  const pieces = [];
  const list = [];
  let at = 0;
  const head = (signature, fields) => {
    const view = new DataView(new ArrayBuffer(4 + fields.reduce((sum, [, size]) => sum + size, 0)));
    view.setUint32(0, signature, true);
    let place = 4;
    for (const [value, size] of fields) {
      size === 2 ? view.setUint16(place, value, true) : view.setUint32(place, value, true);
      place += size;
    }
    return new Uint8Array(view.buffer);
  };
  for (const [name, data] of files) {
    const title = new TextEncoder().encode(name);
    // Names in UTF-8; 1 January 1980, as no clock is needed.
    const common = [[20, 2], [0x800, 2], [0, 2], [0, 2], [33, 2], [checksum(data), 4], [data.length, 4], [data.length, 4], [title.length, 2], [0, 2]];
    list.push(head(0x02014b50, [[20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]]), title);
    const own = [head(0x04034b50, common), title, data];
    pieces.push(...own);
    at += own.reduce((sum, one) => sum + one.length, 0);
  }
  const size = list.reduce((sum, one) => sum + one.length, 0);
  return new Blob([...pieces, ...list, head(0x06054b50, [[0, 2], [0, 2], [files.length, 2], [files.length, 2], [size, 4], [at, 4], [0, 2]])], { type: "application/zip" });
};

// What no record file may be longer than.
const MOST_BYTES = 250000;
export const tooLarge = (file) => {
  const size = new TextEncoder().encode(file).length;
  return size > MOST_BYTES ? { code: "KH101", values: { size, limit: MOST_BYTES } } : null;
};
