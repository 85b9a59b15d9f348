/** The vocabulary in the 32-bit words of the binary interface of 1996 (F:3.1): what it can say, exactly, and nothing else. */
export * from './timeout.js';
export * from './fault-timeout.js';
export * from './timeouts-word.js';
export * from './fpage.js';
export * from './send-fpage.js';
export * from './condition-code.js';
export * from './message-dope.js';
export * from './string-dope.js';
export * from './send-descriptor.js';
export * from './receive-descriptor.js';
export * from './thread-id.js';
export * from './schedule-parameter.js';
