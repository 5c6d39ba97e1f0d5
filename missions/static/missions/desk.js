// What the desk adds while one types: how a date is read, and what a claim would do. Everything works without it.

const PAUSE = 300;

// Runs once nothing has happened for a while. What was asked before is dropped.
function afterPause(ask) {
  let timer = 0;
  let earlier = new AbortController();
  return () => {
    window.clearTimeout(timer);
    earlier.abort();
    earlier = new AbortController();
    const { signal } = earlier;
    timer = window.setTimeout(() => ask(signal), PAUSE);
  };
}

async function put(place, address, options) {
  try {
    const answer = await fetch(address, { credentials: "same-origin", redirect: "manual", ...options });
    // What is asked here leads elsewhere only for who is not signed in.
    if (answer.type === "opaqueredirect") tellThatSessionEnded(place);
    else if (answer.ok) place.innerHTML = await answer.text();
  } catch {
    // Asked anew meanwhile, or no connection: what is shown stays.
  }
}

function tellThatSessionEnded(place) {
  const link = document.createElement("a");
  link.href = document.querySelector("#site-name a").href;
  link.target = "_blank";
  link.textContent = "sign in in another tab";
  place.replaceChildren("Your session has ended. What you typed stands here: ", link, ", come back, and send it then.");
  window.addEventListener("focus", takeNewToken);
}

// Signing in anew ends the token that the forms of this page were given.
async function takeNewToken() {
  const answer = await fetch(window.location.href, { credentials: "same-origin", redirect: "manual" });
  if (!answer.ok) return;
  window.removeEventListener("focus", takeNewToken);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("[name=csrfmiddlewaretoken]").value;
  document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => {
    field.value = token;
  });
  document.querySelectorAll("[data-reading]").forEach((input) => {
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function readWhileTyping(input) {
  const place = document.createElement("div");
  place.className = "help desk-reading";
  place.id = `${input.id}_reading`;
  place.setAttribute("role", "status");
  input.closest(".flex-container").after(place);
  const described = input.getAttribute("aria-describedby");
  input.setAttribute("aria-describedby", [described, place.id].filter(Boolean).join(" "));
  const ask = (signal) => put(place, `${input.dataset.reading}?${new URLSearchParams({ text: input.value })}`, { signal });
  input.addEventListener("input", afterPause(ask));
  place.addEventListener("click", (event) => {
    const taken = event.target.dataset.edtf;
    if (taken === undefined) return;
    input.value = taken;
    input.focus();
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  if (input.value) ask();
}

function previewWhileTyping(place) {
  const form = place.closest("form");
  const ask = (signal) => put(place, place.dataset.preview, { method: "POST", body: new FormData(form), signal });
  const later = afterPause(ask);
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  // The boxes that complete what is typed tell of a choice in jQuery's way alone.
  window.django?.jQuery?.(form).on("change", "select", later);
  form.querySelector("[name=_preview]").addEventListener("click", (event) => {
    event.preventDefault();
    ask();
  });
  if (form.querySelector("[name=outcome]").value) ask();
}

// Where the form is on the page, a shortcut fills in what it is about, and leaves the rest as it is typed. A date that
// the one before filled in is not typed.
let filledIn = document.querySelector("[data-next][aria-current]")?.dataset.date;

function fillInPlace(link) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const { elements } = document.getElementById("claim_form");
    const { outcome, date, next } = link.dataset;
    elements.outcome.value = outcome;
    if (date !== undefined || elements.date.value === filledIn) elements.date.value = date ?? "";
    filledIn = date;
    elements.date.dispatchEvent(new Event("input", { bubbles: true }));
    document.querySelectorAll(".desk-shortcuts a").forEach((other) => other.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "true");
    elements[next].closest("details").open = true;
    elements[next].focus();
  });
}

// Who leaves a page, or sends one of its forms, is asked first where that loses what is typed in another. A form that
// is answered with a question, or with what is wrong, holds what was typed before: its template says so.
const typed = new Set();

function askBeforeTypedTextIsLost() {
  // The form that is sent, or given up.
  let sent = null;
  document.querySelectorAll("form[method=post]:not(#changelist-form)").forEach((form) => {
    if (form.querySelector("[data-typed]")) typed.add(form);
    const remember = (event) => {
      // What a script fills in, it can fill in again.
      if (event.isTrusted !== false) typed.add(form);
    };
    form.addEventListener("input", remember);
    form.addEventListener("change", remember);
    // Django's own scripts, which run before, tell of a choice where there was none.
    window.django?.jQuery?.(($) => $(form).on("change", "select", remember));
    const letGo = () => {
      sent = form;
    };
    form.addEventListener("submit", letGo);
    // "No, keep it" is the answer to a question already.
    form.querySelector(".closelink")?.addEventListener("click", letGo);
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...typed].some((form) => form !== sent)) event.preventDefault();
    // Who stays may leave otherwise.
    sent = null;
  });
}

// What is sent after the session has ended leads to the page to sign in. The browser's tab keeps it until then, for the
// same account; the next page of the desk takes it away, whatever it is.
const KEPT = "missions.sent";

function keepWhatIsSent() {
  const kept = JSON.parse(window.sessionStorage.getItem(KEPT));
  window.sessionStorage.removeItem(KEPT);
  const signedInNow = /\/(login|second-factor)\//.test(document.referrer.split("?")[0]);
  const here = window.location.pathname + window.location.search;
  if (kept && signedInNow && kept.address === here && kept.account && kept.account === account()) fillInAnew(kept);
  document.querySelectorAll("form[method=post][id$=_form]").forEach((form) => {
    form.addEventListener("submit", () => {
      const { pathname, search } = new URL(form.getAttribute("action") ?? "", window.location.href);
      const sent = { address: pathname + search, account: account(), id: form.id, fields: fieldsOf(form).map(told) };
      sent.tables = form.querySelector("[name$=_FORMS]") !== null;
      window.sessionStorage.setItem(KEPT, JSON.stringify(sent));
    });
  });
}

function account() {
  return document.querySelector("meta[name=desk-account]")?.content;
}

// Without the token, and without the rows of tables: others may stand there by now.
function fieldsOf(form) {
  return [...form.querySelectorAll("[name]:is(input, select, textarea):not([type=submit], [type=file])")].filter(
    ({ name }) => name !== "csrfmiddlewaretoken" && !/-(\d+|__prefix__)-|_FORMS$/.test(name),
  );
}

function told({ name, value, checked, selectedOptions }) {
  return { name, value, checked, chosen: selectedOptions && [...selectedOptions].map((one) => [one.value, one.text]) };
}

function fillInAnew(kept) {
  const form = document.getElementById(kept.id);
  if (!form) return;
  fieldsOf(form).forEach((field) => {
    const isBox = ["checkbox", "radio"].includes(field.type);
    const was = kept.fields.find(({ name, value }) => name === field.name && (!isBox || value === field.value));
    if (!was) return;
    if (isBox) field.checked = was.checked;
    else if (field.options) choose(field, was.chosen ?? [[was.value, was.value]]);
    else field.value = was.value;
    if (field.type !== "hidden" && was.value) field.closest("details")?.setAttribute("open", "");
  });
  const note = document.createElement("p");
  note.className = "desk-note";
  note.setAttribute("role", "status");
  note.textContent =
    "Your session had ended when you sent this, and nothing was written. What you typed stands here again: look at it, and send it once more.";
  if (kept.tables) note.textContent += " The rows of its tables are as they were before.";
  form.prepend(note);
  typed.add(form);
}

// The rows of a box that completes what is typed are not on the page until they are looked for.
function choose(select, chosen) {
  [...select.options].forEach((option) => {
    option.selected = false;
  });
  chosen.forEach(([value, text]) => {
    const there = [...select.options].find((option) => option.value === value);
    if (there) there.selected = true;
    else select.add(new Option(text, value, true, true));
  });
}

// The boxes that complete what is typed say of what, to those who do not see the label beside them.
function nameSearch(select, box) {
  const label = select.labels[0]?.textContent.trim().replace(/:$/, "");
  if (label) box?.querySelector(".select2-search__field")?.setAttribute("aria-label", label);
}

// Called after those of Django's that make the boxes: both wait for the page in one queue.
window.django?.jQuery?.(($) => {
  // Where the session has ended, the page to sign in comes instead of rows. It is not read as rows: the box says that
  // nothing could be loaded.
  $.ajaxSetup({ dataType: "json" });
  document.querySelectorAll("select[multiple].select2-hidden-accessible").forEach((select) => {
    nameSearch(select, select.nextElementSibling);
  });
  $(document).on("select2:open", (event) => {
    nameSearch(event.target, document.querySelector(".select2-container--open .select2-dropdown"));
  });
});

// What is wrong is read out, and in view: also where the address names another place of the page.
const wrong = document.querySelector(".errornote");
if (wrong) {
  wrong.tabIndex = -1;
  window.addEventListener("load", () => wrong.focus());
}

document.querySelectorAll("[data-reading]").forEach(readWhileTyping);
document.querySelectorAll("[data-preview]").forEach(previewWhileTyping);
document.querySelectorAll("[data-next]").forEach(fillInPlace);
askBeforeTypedTextIsLost();
// Last: where the browser keeps nothing, it ends the script.
keepWhatIsSent();
