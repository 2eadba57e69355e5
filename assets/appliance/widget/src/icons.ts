// Owns the drawn signs, on a field of 24 by 24.

/** The counter bell that stands for Shopbell: button, dome, base. */
export const BELL = "M10.5 4.2a1.5 1.5 0 0 1 3 0v1.4a8 8 0 0 1 6.5 7.9v1.3a.7.7 0 0 1-.7.7H4.7a.7.7 0 0 1-.7-.7v-1.3a8 8 0 0 1 6.5-7.9zM3.6 17.6h16.8a1.1 1.1 0 0 1 0 2.4H3.6a1.1 1.1 0 0 1 0-2.4z";
export const CLOSE = "M6.7 5.3 12 10.6l5.3-5.3 1.4 1.4L13.4 12l5.3 5.3-1.4 1.4L12 13.4l-5.3 5.3-1.4-1.4L10.6 12 5.3 6.7z";
