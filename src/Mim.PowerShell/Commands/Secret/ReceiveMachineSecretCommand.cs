using System.Management.Automation;
using System.Security;

using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Receives secrets that were handed off. It works once; a token that gets nothing is recorded.</summary>
[Cmdlet(VerbsCommunications.Receive, Nouns.Secret, SupportsShouldProcess = true)]
[OutputType(typeof(MachineSecret))]
public sealed class ReceiveMachineSecretCommand : MimCommand
{
    /// <summary>The token, as New-MachineSecretHandOff gave it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public SecureString[] Token { get; set; } = [];

    /// <summary>Emit the value as text.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    private protected override void Process()
    {
        foreach (var token in Token.Where(_ => ShouldProcess("hand-off", "Receive secret")))
        {
            Attempt(target: null, () => Receive(token));
        }
    }

    private void Receive(SecureString token)
    {
        using var text = Secrets.Utf8(token);
        using var reading = Session.HandOffs.Receive(text, Secrets.Form(AsPlainText), StopToken);
        Write(reading.Error is null ? Secrets.Shown(reading, AsPlainText) : null, reading.Error, reading.Identity?.Name);
    }
}
