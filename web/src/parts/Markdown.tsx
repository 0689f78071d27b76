import ReactMarkdown, { type Components } from 'react-markdown';
import { printable_lines } from '../words/names.ts';

// Addresses that a link may lead to; any other, javascript: among them, is no link.
const link_address = (address: string): string => (/^(https?:\/\/|mailto:)/i.test(address) ? address : '');

// Titles stand below the title of the section that the text is in.
const heading: Components['h1'] = ({ children }) => <h3>{children}</h3>;

const components: Components = {
  h1: heading,
  h2: heading,
  ...{ h3: heading, h4: heading, h5: heading, h6: heading },
  a: ({ href, children }) =>
    href ? (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow">
        {children}
      </a>
    ) : (
      <>{children}</>
    ),
  // A picture from elsewhere would tell its server who reads.
  img: ({ alt }) => <>{alt}</>,
};

// Markdown that people wrote. HTML in it stands there as it was typed, pictures are their words, links are of
// the web or to an address and tell nobody where they were followed from.
export function Markdown({ text }: { text: string }) {
  return (
    <div className="prose" dir="auto">
      <ReactMarkdown components={components} urlTransform={link_address}>
        {printable_lines(text)}
      </ReactMarkdown>
    </div>
  );
}
