// The copy buttons: all that needs a script here. Without one they stay hidden, and the
// texts can be selected by hand.
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
