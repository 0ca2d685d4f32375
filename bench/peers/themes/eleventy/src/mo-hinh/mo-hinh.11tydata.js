export default { layout: "model.njk", permalink: (data) => `mo-hinh/${data.page.fileSlug}/` };
