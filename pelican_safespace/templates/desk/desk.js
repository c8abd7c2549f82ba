// What needs a script here. Without one the copy buttons stay hidden, and the texts can be
// selected by hand; the switches work, and are forgotten when the page is loaded again.
const said = document.getElementById("said");

async function put(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    // Some browsers keep the clipboard from pages that are opened as a file.
    field.select();
    return document.execCommand("copy");
  }
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const label = button.innerHTML;
  const what = button.querySelector(".what").textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await put(document.getElementById(button.dataset.copy));
    button.focus();
    said.textContent = done ? `Copied: ${what}.` : "Your browser did not allow it: select the text and copy it yourself.";
    button.textContent = done ? "Copied ✓" : "Not copied";
    setTimeout(() => { button.innerHTML = label; said.textContent = ""; }, 2500);
  });
}

// The switches stay as they are from one issue to the next, while the window is open.
const memory = {
  get(name) { try { return sessionStorage.getItem(name); } catch { return null; } },
  set(name, value) { try { sessionStorage.setItem(name, value); return true; } catch { return false; } },
};
for (const input of document.querySelectorAll("input[type=radio]")) {
  if (memory.get(input.name) === input.id) input.checked = true;
  input.addEventListener("change", () => memory.set(input.name, input.id));
}

// While the site is built again and again (pelican -lr), the desk follows: a page asks the file
// beside it for its mark, and loads itself anew, once, when there is another.
window.deskIsAt = (mark) => {
  if (mark === document.documentElement.dataset.mark || memory.get("mark") === mark) return;
  if (memory.set("mark", mark)) location.reload();
};
setInterval(() => {
  if (document.hidden) return;
  const asking = document.createElement("script");
  asking.src = `mark.js?${Date.now()}`;
  asking.onload = asking.onerror = () => asking.remove();
  document.head.append(asking);
}, 1500);
