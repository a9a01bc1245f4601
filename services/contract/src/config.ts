import { z } from 'zod';

/** Contract's own variables, on top of those every service has. */
export const config = z.object({
  /** Folder for signed agreements and drawn signatures, sealed. */
  BLOB_DIR: z.string().min(1),
  /** Name of the platform, the witness in every agreement. */
  PLATFORM_NAME: z.string().min(1).default('PetPact 领养履约平台'),
  /** Where keys and certificates made here are kept; KEYS_DIR/pki by default. */
  PKI_DIR: z.string().optional(),
  /** An authority of one's own that issues the shops' certificates: PEM with key and certificates, or .p12. */
  PKI_AUTHORITY_FILE: z.string().optional(),
  /** The platform's own signing identity, likewise. */
  PKI_PLATFORM_FILE: z.string().optional(),
  /** Folder with `<merchant id>.p12` or `.pem` of shops that bring their own. */
  PKI_SHOPS_DIR: z.string().optional(),
  /** File with the passphrase of those .p12 files. */
  PKI_PASSPHRASE_FILE: z.string().optional(),
  ACCOUNT_ADDRESS: z.string().min(1),
  CREDIT_ADDRESS: z.string().min(1),
  CATALOG_ADDRESS: z.string().min(1),
  BILLING_ADDRESS: z.string().min(1),
});
