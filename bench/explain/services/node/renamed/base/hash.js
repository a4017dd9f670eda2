export function hashText(text) {
  let hash = 0;
  for (let round = 0; round < 60; round++) {
    for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  }
  return hash;
}
