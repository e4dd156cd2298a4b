// A job as it goes on. When it is over the page is loaded again, or, where it was about one article, that is opened.
const job = document.getElementById("job");
const figures = [...job.querySelectorAll("[data-figure]")];
const source = document.getElementById("source");
const number = new Intl.NumberFormat("en");

const events = new EventSource(`/jobs/${job.dataset.job}/events`);

function show(status) {
  for (const figure of figures) figure.textContent = number.format(status[figure.dataset.figure]);
  source.textContent = status.source;
}

events.addEventListener("progress", (event) => show(JSON.parse(event.data)));
events.addEventListener("over", (event) => {
  events.close();
  const status = JSON.parse(event.data);
  show(status);
  const [only] = status.articles;
  if (status.state === "done" && status.read === 1 && only && !status.left_out.length) {
    location.replace(`/articles/${encodeURIComponent(only.id)}`);
  } else {
    location.reload();
  }
});
// A server that is gone sends nothing; the page then shows what it knew last.
events.addEventListener("error", () => {
  if (events.readyState === EventSource.CLOSED) source.textContent = "The server does not answer.";
});
