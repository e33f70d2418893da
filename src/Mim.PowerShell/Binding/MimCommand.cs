using System.Management.Automation;

using Mim.Core;
using Mim.Core.Audit;
using Mim.Core.Stores;
using Mim.PowerShell.Binding.Completion;
using Mim.PowerShell.Errors;
using Mim.PowerShell.Hosting;

namespace Mim.PowerShell.Binding;

/// <summary>
/// What every cmdlet of the module is: it has a store, stops at once on Ctrl+C, and turns trouble into error records.
/// Derived cmdlets write <see cref="Begin"/>, <see cref="Process"/> and <see cref="End"/> and catch nothing.
/// </summary>
public abstract class MimCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private HashSet<string> _said = [];
    private MimSession? _session;

    /// <summary>Path or connection string of the store.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public virtual string? Store { get; set; }

    /// <summary>Cancelled by Ctrl+C; every call below takes it.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    /// <summary>The store of this invocation, opened on first use and closed with the cmdlet.</summary>
    private protected MimSession Session => _session ??= OpenSession();

    /// <summary>False for the cmdlets that make, replace or choose a store: nothing is opened for them.</summary>
    private protected virtual bool NeedsStore => true;

    private protected bool IsWhatIf =>
        MyInvocation.BoundParameters.TryGetValue("WhatIf", out var bound)
            ? ((SwitchParameter)bound).IsPresent
            : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    private protected FileLocator Files => new(SessionState.Path);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected sealed override void BeginProcessing() => Run(BeginWithStore, terminating: true);

    protected sealed override void ProcessRecord() => Run(Process, terminating: false);

    protected sealed override void EndProcessing() => Run(End, terminating: false);

    protected sealed override void StopProcessing() => _stop.Cancel();

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _session?.Dispose();
            _session = null;
            _stop.Dispose();
        }
    }

    private protected virtual void Begin()
    {
    }

    private protected virtual void Process()
    {
    }

    private protected virtual void End()
    {
    }

    /// <summary>Whether the value of a parameter came from the pipeline and not from the command line.</summary>
    private protected bool IsPiped(string parameter) =>
        !_said.Contains(parameter) && MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>Does something to one item; its trouble is written as an error and the pipeline goes on.</summary>
    private protected void Attempt(object? target, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (ErrorRecords.CanReport(e))
        {
            Report(e, target);
        }
    }

    /// <summary>Writes the error of one item; trouble with the store ends the command instead.</summary>
    private protected void Report(Exception exception, object? target)
    {
        var record = ErrorRecords.From(exception, target);
        if (ErrorRecords.EndsCommand(exception))
        {
            ThrowTerminatingError(record);
        }

        WriteError(record);
    }

    /// <summary>Writes how one item of many ended: its result, or its error.</summary>
    private protected void Write(object? result, MimException? error, object? target)
    {
        if (error is null)
        {
            WriteObject(result);
        }
        else
        {
            Report(error, target);
        }
    }

    /// <summary>Whether a file may be written: an existing one only with -Force, else an error says so.</summary>
    private protected bool MayWrite(string path, bool force)
    {
        var mayWrite = force || !File.Exists(path);
        if (!mayWrite)
        {
            WriteError(ErrorRecords.FileExists(path));
        }

        return mayWrite;
    }

    private protected StoreReference Locate() => Locate(RunspaceMemory.Current.Connection?.Reference);

    private protected StoreReference Locate(StoreReference? connected) =>
        StoreLocator.Locate(Store, connected, Files.Full, mayCreate: !IsWhatIf);

    private protected MimSession OpenSession(StoreReference reference)
    {
        var session = CompositionHost.Current.Open(reference, Caller.Context(), StopToken);
        WriteVerbose($"Opened the store {StoreAddress.Display(reference.Location)}.");
        return session;
    }

    /// <summary>Says what a user should mend about a store, once a runspace.</summary>
    private protected void WarnOnce(MimSession session)
    {
        if (RunspaceMemory.Current.IsNew(session.Reference.Location))
        {
            foreach (var warning in session.Store.Warnings)
            {
                WriteWarning(warning);
            }
        }
    }

    private MimSession OpenSession()
    {
        try
        {
            var session = OpenSession(Locate());
            WarnOnce(session);
            return session;
        }
        catch (Exception e) when (ErrorRecords.CanReport(e))
        {
            // What was typed may hold a password, and error records are kept and logged.
            ThrowTerminatingError(ErrorRecords.From(e, Store is null ? null : StoreAddress.Display(Store)));
            throw;
        }
    }

    private void BeginWithStore()
    {
        _said = MyInvocation.BoundParameters.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);

        // -WhatIf must not even create the default store, so there it is opened only by who needs it to plan.
        if (NeedsStore && !IsWhatIf)
        {
            _ = Session;
        }

        Begin();
    }

    private void Run(Action body, bool terminating)
    {
        try
        {
            body();
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception e) when (ErrorRecords.CanReport(e))
        {
            if (terminating)
            {
                ThrowTerminatingError(ErrorRecords.From(e));
            }

            Report(e, target: null);
        }
    }
}
