/** Whether the server answers; while it does not, it is asked again and again. */
const AGAIN = 2_500;
let gone = $state(false);

/** Who has acts that are not saved yet: also a review that was left while they were on their way. */
const unsaved = new Set<object>();

export const hasUnsaved = (): boolean => unsaved.size > 0;

export function noteUnsaved(who: object, waits: boolean): void {
  if (waits) unsaved.add(who);
  else unsaved.delete(who);
}

export const serverIsGone = (): boolean => gone;

/** A fetch that notes whether an answer came. */
export async function watchedFetch(request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    if ([502, 503, 504].includes(response.status)) lost();
    else gone = false;
    return response;
  } catch (cause) {
    lost();
    throw cause;
  }
}

function lost(): void {
  if (gone) return;
  gone = true;
  setTimeout(ask, AGAIN);
}

function ask(): void {
  fetch("./api/v1/health").then(
    (response) => {
      if (response.ok) gone = false;
      else setTimeout(ask, AGAIN);
    },
    () => setTimeout(ask, AGAIN),
  );
}
