// Owns the signs that only the open chat shows, on a field of 24 by 24.

export const SEND = "M11 20V7.8l-5 5-1.4-1.4L12 4l7.4 7.4L18 12.8l-5-5V20z";
export const STOP = "M7 5h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z";
/** A thumb; upside down it says no. */
export const THUMB = "M2.5 10.5H6V20H2.5zM7.5 20V10.2l4-7.2c1.6 0 2.6 1.2 2.3 2.8l-.6 3.2H19a2 2 0 0 1 2 2.4l-1.4 7a2 2 0 0 1-2 1.6z";
export const COPY = "M8 3h10a2 2 0 0 1 2 2v11h-2V5H8zM4 9a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2zm2 0v10h8V9z";
