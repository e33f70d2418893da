using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Vault;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Leaves secrets to be received once, by whoever has the token.</summary>
[Cmdlet(VerbsCommon.New, Nouns.SecretHandOff, SupportsShouldProcess = true)]
[OutputType(typeof(MachineSecretHandOff))]
public sealed class NewMachineSecretHandOffCommand : SecretCommand
{
    /// <summary>Number of a version; the current one when left out.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Version { get; set; }

    /// <summary>How long it waits to be received.</summary>
    [Parameter]
    [Span]
    public TimeSpan? Lifetime { get; set; }

    /// <summary>Emit the token as text.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    private protected override void Process()
    {
        foreach (var identity in Chosen())
        {
            Attempt(identity.Name, () => HandOff(identity));
        }
    }

    private void HandOff(MachineIdentity identity)
    {
        var wanted = new NewHandOff(
            new SecretQuestion(identity.Id, Version), Lifetime ?? TimeSpan.FromHours(1), Secrets.Form(AsPlainText));
        if (IsWhatIf)
        {
            Session.HandOffs.Check(wanted);
        }

        if (ShouldProcess(identity.Name, "Hand off secret"))
        {
            using var ticket = Session.HandOffs.Create(wanted, StopToken);
            WriteObject(AsPlainText ? Secrets.PlainText(ticket.Token) : new MachineSecretHandOff(ticket, Secrets.Secure(ticket.Token)));
        }
    }
}
