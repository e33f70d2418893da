using Mim.Core.Identities;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that works on chosen accounts of the inventory.</summary>
public abstract class KnownAccountCommand : IdentityCommand
{
    private protected sealed override IReadOnlyList<IdentityKind> Kinds { get; } = [IdentityKind.ServiceAccount];
}
