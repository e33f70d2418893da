using System.Management.Automation;
using System.Security;

using Mim.Core.Identities;
using Mim.Core.Vault;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Gives secrets their next version.</summary>
[Cmdlet(VerbsCommon.Set, Nouns.Secret, SupportsShouldProcess = true)]
[OutputType(typeof(MachineIdentity))]
public sealed class SetMachineSecretCommand : SecretCommand
{
    /// <summary>The value; it is generated when neither this nor a credential is given.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNull]
    public SecureString? Secret { get; set; }

    /// <summary>The value with its user name.</summary>
    [Parameter]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>The account that it opens.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? UserName { get; set; }

    /// <summary>Characters to generate.</summary>
    [Parameter]
    public int? Length { get; set; }

    /// <summary>Classes of characters to generate it of.</summary>
    [Parameter]
    public SecretCharacters[] Characters { get; set; } = [];

    /// <summary>Leave out characters that people confuse.</summary>
    [Parameter]
    public SwitchParameter Unambiguous { get; set; }

    /// <summary>How long the version is valid.</summary>
    [Parameter]
    [Span]
    public TimeSpan? Lifetime { get; set; }

    /// <summary>Only if the current version still has this number.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? ExpectedVersion { get; set; }

    /// <summary>Emit the identities as they are now.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process()
    {
        var input = new SecretInput(Secret, Credential, Length, Characters, Unambiguous);
        using var value = input.Value();
        foreach (var identity in Chosen().Where(identity => ShouldProcess(identity.Name, "Set secret")))
        {
            Attempt(identity.Name, () => Emit(Session.Secrets.Set(
                new SecretChange
                {
                    IdentityId = identity.Id,
                    Value = value,
                    Recipe = input.Recipe,
                    UserName = UserName ?? input.UserName,
                    Lifetime = Lifetime,
                    ExpectedVersion = ExpectedVersion,
                },
                StopToken)));
        }
    }

    private void Emit(MachineIdentity identity)
    {
        if (PassThru)
        {
            WriteObject(identity);
        }
    }
}
