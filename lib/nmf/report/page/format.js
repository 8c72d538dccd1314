// Numbers for people; the same on every machine.

const whole = (number) => number.toLocaleString('en-US');
const significant = (number, digits = 4) =>
  number !== 0 && (Math.abs(number) >= 1e7 || Math.abs(number) < 1e-3)
    ? number.toExponential(digits - 1)
    : number.toLocaleString('en-US', {maximumSignificantDigits: digits});
const percent = (share) => {
  const value = 100 * share;
  const digits = value >= 10 || value === 0 ? 0 : value >= 1 ? 1 : 2;
  // A no-break space: the sign must not begin a line.
  return value > 0 && value < 0.01 ? '<0.01\u00a0%' : `${value.toFixed(digits)}\u00a0%`;
};
const plural = (count, one, many = `${one}s`) => `${whole(count)} ${count === 1 ? one : many}`;
const maybe = (number, digits) => (number === null || number === undefined ? '–' : significant(number, digits));
