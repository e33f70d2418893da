using Mim.Core.Identities;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that works on chosen secrets.</summary>
public abstract class SecretCommand : IdentityCommand
{
    private protected sealed override IReadOnlyList<IdentityKind> Kinds { get; } = [IdentityKind.Secret];
}
