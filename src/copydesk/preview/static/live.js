// What the desk says as files change. Where it stops, the page waits for it and comes back by itself.

export function follow(query, hear, say) {
  let socket;
  let isClosed = false;
  let wasLost = false;

  function listen() {
    socket = new WebSocket(`ws://${location.host}/live?${query}`);
    socket.addEventListener("open", () => { if (wasLost) location.reload(); });
    socket.addEventListener("message", (event) => hear(JSON.parse(event.data)));
    socket.addEventListener("close", () => {
      if (isClosed) return;
      wasLost = true;
      say("The desk has stopped. Type `copydesk preview` again, and this page comes back.");
      setTimeout(listen, 500);
    });
  }

  listen();
  return { close() { isClosed = true; socket.close(); } };
}
