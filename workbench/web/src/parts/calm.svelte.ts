/** A value that follows another once it has been still for a moment: for what need not keep up with the keys. */
const STILL = 120;

export function calm<T>(value: () => T): { readonly now: T } {
  let shown = $state.raw(value());
  $effect(() => {
    const next = value();
    const timer = setTimeout(() => (shown = next), STILL);
    return () => clearTimeout(timer);
  });
  return {
    get now() {
      return shown;
    },
  };
}
