using System.Globalization;
using Mim.Host.Hosting;
using Spectre.Console;

namespace Mim.Host.Tour;

/// <summary>Runs steps in order and says what each proved; the first that does not hold ends the tour.</summary>
internal sealed class StepRunner(IAnsiConsole console, TimeProvider time)
{
    private const int NameWidth = 20;

    /// <returns>Whether every step held.</returns>
    public async Task<bool> RunAsync(IReadOnlyList<ITourStep> steps, TourWorld world, CancellationToken cancellationToken)
    {
        for (var index = 0; index < steps.Count; index++)
        {
            if (!await RunAsync(index + 1, steps[index], world, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> RunAsync(int number, ITourStep step, TourWorld world, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        try
        {
            var proved = await step.RunAsync(world, cancellationToken).ConfigureAwait(false);
            Write(number, step, "[green]holds[/]", start, proved);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var reason = exception is StepFailedException ? exception.Message : ErrorText.Of(exception);
            Write(number, step, "[red]FAILED[/]", start, [reason]);
            return false;
        }
    }

    private void Write(int number, ITourStep step, string verdict, long start, IReadOnlyList<string> lines)
    {
        var elapsed = time.GetElapsedTime(start).TotalMilliseconds.ToString("N0", CultureInfo.InvariantCulture);
        console.MarkupLine($"[bold]{number,2}  {Markup.Escape(step.Name).PadRight(NameWidth)}[/] {verdict}  {elapsed,6} ms");
        foreach (var line in lines)
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"      {line}");
        }
    }
}
