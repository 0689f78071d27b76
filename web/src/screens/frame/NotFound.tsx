import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { app_words } from '../../words/app.ts';
import { Screen } from './Screen.tsx';

const said = app_words.not_found;

export function NotFound() {
  return (
    <Screen title={said.title} lead={said.text} width="reading">
      <Button component={Link} to="/" variant="default">
        {said.step}
      </Button>
    </Screen>
  );
}
