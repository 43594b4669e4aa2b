import { Extension } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";

/** Signs with which a rule of Markdown can be complete. */
const lastSign = /[\s*_~`)-]$/;

/** What is typed stands in the text as it was typed before a rule changes it, so that undoing the change gives it back. */
export const LiteralFirst = Extension.create({
  name: "literalFirst",
  priority: 1_100,
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey("literalFirst"),
        props: {
          handleTextInput: (...[view, , , text, write]) => {
            if (view.composing || !lastSign.test(text) || view.state.selection.$from.parent.type.spec.code === true) {
              return false;
            }
            view.dispatch(write());
            const { $from } = view.state.selection;
            for (const plugin of view.state.plugins) {
              if (!isRules(plugin)) continue;
              const handle = plugin.props.handleTextInput;
              if (handle?.call(plugin, view, $from.pos, $from.pos, "", () => view.state.tr) === true) break;
            }
            return true;
          },
        },
      }),
    ];
  },
});

/** Whether a rule of Markdown made this change. */
export function isRuleChange(transaction: Transaction, state: EditorState): boolean {
  return state.plugins.some((plugin) => isRules(plugin) && transaction.getMeta(plugin) !== undefined);
}

function isRules(plugin: Plugin): boolean {
  return plugin.spec["isInputRules"] === true;
}
