using Spectre.Console;

namespace Mim.Host.Output;

/// <summary>Where a command writes: coloured on a terminal, plain text without escape sequences anywhere else.</summary>
internal static class Terminal
{
    /// <summary>Wide enough that no line of text is ever broken.</summary>
    private const int PlainWidth = 4096;

    public static IAnsiConsole For(TextWriter output)
    {
        var target = new AnsiConsoleOutput(output);
        var isTerminal = target.IsTerminal;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = target,
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = isTerminal },
        });
        if (!isTerminal)
        {
            console.Profile.Width = PlainWidth;
        }

        return console;
    }
}
