using System.Management.Automation;

using Mim.Core.Identities;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Makes the next token on the same terms; the one before is accepted for a while longer.</summary>
[Cmdlet(VerbsData.Update, Nouns.Token, SupportsShouldProcess = true)]
[OutputType(typeof(MachineToken))]
public sealed class UpdateMachineTokenCommand : IdentityCommand
{
    /// <summary>How long the one before is still accepted; not at all when left out.</summary>
    [Parameter]
    [Span]
    public TimeSpan? Overlap { get; set; }

    /// <summary>Emit the token as text.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    private protected override IReadOnlyList<IdentityKind> Kinds { get; } = [IdentityKind.ApiToken];

    private protected override void Process()
    {
        foreach (var identity in Chosen())
        {
            Attempt(identity.Name, () => Replace(identity));
        }
    }

    private void Replace(MachineIdentity identity)
    {
        if (IsWhatIf)
        {
            Session.Tokens.CheckReplace(identity.Id);
        }

        if (ShouldProcess(identity.Name, "Replace token"))
        {
            using var token = Session.Tokens.Replace(identity.Id, Overlap ?? TimeSpan.Zero, Secrets.Form(AsPlainText), StopToken);
            WriteObject(Secrets.Shown(token, AsPlainText));
        }
    }
}
