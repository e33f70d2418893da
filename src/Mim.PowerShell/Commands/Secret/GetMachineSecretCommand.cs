using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Vault;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Reads secrets. Every reading is recorded before the value is handed out.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.Secret)]
[OutputType(typeof(MachineSecret))]
public sealed class GetMachineSecretCommand : SecretCommand
{
    /// <summary>Readings that are recorded together.</summary>
    private const int Group = 256;

    private readonly List<SecretQuestion> _questions = [];
    private readonly TimeSpan _patience = TimeSpan.FromMilliseconds(50);
    private long _since;

    /// <summary>Number of a version; the current one when left out.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Version { get; set; }

    /// <summary>Emit the value as text.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    /// <summary>List every version, without its value.</summary>
    [Parameter]
    public SwitchParameter ListVersion { get; set; }

    private protected override void Process()
    {
        foreach (var identity in Chosen())
        {
            if (ListVersion)
            {
                Attempt(identity.Name, () => List(identity));
            }
            else
            {
                Ask(new SecretQuestion(identity.Id, Version));
            }
        }
    }

    private protected override void End() => Read();

    private void List(MachineIdentity identity)
    {
        foreach (var version in Session.Secrets.Versions(identity.Id))
        {
            WriteObject(new MachineSecret(identity, version, secret: null));
        }
    }

    private void Ask(SecretQuestion question)
    {
        if (_questions.Count == 0)
        {
            _since = Session.Time.GetTimestamp();
        }

        _questions.Add(question);
        if (_questions.Count == Group || Session.Time.GetElapsedTime(_since) > _patience)
        {
            Read();
        }
    }

    private void Read()
    {
        if (_questions.Count == 0)
        {
            return;
        }

        var readings = Session.Secrets.Read(_questions, Secrets.Form(AsPlainText), StopToken);
        _questions.Clear();
        try
        {
            foreach (var reading in readings)
            {
                Write(reading.Error is null ? Secrets.Shown(reading, AsPlainText) : null, reading.Error, reading.Identity?.Name);
            }
        }
        finally
        {
            foreach (var reading in readings)
            {
                reading.Dispose();
            }
        }
    }
}
