import { words } from '../words/words.ts';

export function App() {
  return (
    <main id="main">
      <h1>{words.title}</h1>
    </main>
  );
}
