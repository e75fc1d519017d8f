/** Who may call what is for operators: whoever has a key, or whom the platform signed in. */
import type { ZodOpenApiSecuritySchemeObject } from 'zod-openapi'

export const securitySchemes = {
  functionKey: {
    type: 'apiKey',
    in: 'header',
    name: 'x-functions-key',
    description: 'A key of the function app.',
  },
  signedIn: {
    type: 'apiKey',
    in: 'cookie',
    name: 'AppServiceAuthSession',
    description:
      'With the setting OPERATOR_AUTH=easyauth, and App Service authentication on: it takes the place of the key, and who acts is whom it names, whatever the body says.',
  },
} as const satisfies Record<string, ZodOpenApiSecuritySchemeObject>

export const byOperators = { security: [{ functionKey: [] }, { signedIn: [] }] }
