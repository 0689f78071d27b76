import { Button } from '@mantine/core';
import type { Dispatch } from 'react';
import { schema_words as said } from '../../words/schema.ts';
import { type Change, type Draft, question_problems } from './draft.ts';
import { AttributeForms } from './AttributeForms.tsx';
import { QuestionForm } from './QuestionForm.tsx';

export interface StepProps {
  draft: Draft;
  change: Dispatch<Change>;
  tried: boolean;
}

export function QuestionsStep({ draft, change, tried }: StepProps) {
  return (
    <>
      {draft.questions.map((question, at) => (
        <QuestionForm
          key={question.key}
          draft={draft}
          question={question}
          number={at + 1}
          change={change}
          problems={tried ? question_problems(draft, question) : []}
        />
      ))}
      <Button
        variant="default"
        className="add"
        onClick={() => {
          change({ do: 'add_question' });
        }}
      >
        {said.add_question}
      </Button>
      <AttributeForms draft={draft} change={change} tried={tried} />
    </>
  );
}
