using Mim.Core.Discovery;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet whose items are imported in groups: asks for each, and writes what has been committed.</summary>
public abstract class ImportingCommand : DocumentedCommand
{
    private ImportRun? _run;

    private protected ImportRun Run => _run ??= Session.Importer.Open(StopToken);

    private protected override void End()
    {
        foreach (var outcome in _run?.Complete() ?? [])
        {
            Write(outcome);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _run?.Dispose();
        }

        base.Dispose(disposing);
    }

    private protected void Import(string what, Action import)
    {
        if (ShouldProcess(what, "Import identity"))
        {
            Attempt(what, import);
            while (Run.TryTake(out var outcome))
            {
                Write(outcome);
            }
        }
    }

    private void Write(ImportOutcome outcome)
    {
        if (outcome.Result is not null || outcome.Error is not null)
        {
            Write(outcome.Result, outcome.Error, outcome.What);
        }
    }
}
