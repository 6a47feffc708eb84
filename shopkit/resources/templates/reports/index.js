const box = document.getElementById("q"), count = document.getElementById("n");
const rows = [...document.querySelectorAll(".idx tbody tr")];
box.addEventListener("input", () => {
  const wanted = box.value.trim().toLowerCase();
  let kept = 0;
  for (const row of rows) {
    const fits = row.textContent.toLowerCase().includes(wanted);
    row.style.display = fits ? "" : "none";
    kept += fits;
  }
  count.textContent = kept;
});
