import { z } from 'zod';

// Imported before any schema is made: a page may forbid that code is made of text, and zod would try.
z.config({ jitless: true });
