const hours_to_review = 72;

// Until when an owner judges a look in an emergency; the same hours as the message to the owners names.
export const review_due = (opened_at: string): string =>
  new Date(Date.parse(opened_at) + hours_to_review * 3_600_000).toISOString();
