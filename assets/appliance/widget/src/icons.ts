// Owns the drawn signs, on a field of 24 by 24.

/** The counter bell that stands for Shopbell: button, dome, base. */
export const BELL = "M10.5 4.2a1.5 1.5 0 0 1 3 0v1.4a8 8 0 0 1 6.5 7.9v1.3a.7.7 0 0 1-.7.7H4.7a.7.7 0 0 1-.7-.7v-1.3a8 8 0 0 1 6.5-7.9zM3.6 17.6h16.8a1.1 1.1 0 0 1 0 2.4H3.6a1.1 1.1 0 0 1 0-2.4z";
export const CLOSE = "M6.7 5.3 12 10.6l5.3-5.3 1.4 1.4L13.4 12l5.3 5.3-1.4 1.4L12 13.4l-5.3 5.3-1.4-1.4L10.6 12 5.3 6.7z";
export const SEND = "M11 20V7.8l-5 5-1.4-1.4L12 4l7.4 7.4L18 12.8l-5-5V20z";
export const STOP = "M7 5h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z";
export const UP = "M2.5 10.5H6V20H2.5zM7.5 20V10.2l4-7.2c1.6 0 2.6 1.2 2.3 2.8l-.6 3.2H19a2 2 0 0 1 2 2.4l-1.4 7a2 2 0 0 1-2 1.6z";
export const DOWN = "M2.5 13.5H6V4H2.5zM7.5 4v9.8l4 7.2c1.6 0 2.6-1.2 2.3-2.8l-.6-3.2H19a2 2 0 0 0 2-2.4l-1.4-7a2 2 0 0 0-2-1.6z";
export const COPY = "M8 3h10a2 2 0 0 1 2 2v11h-2V5H8zM4 9a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2zm2 0v10h8V9z";
