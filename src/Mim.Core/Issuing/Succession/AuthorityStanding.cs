using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Issuing.Succession;

/// <summary>Says why an authority issues nothing though its key would sign.</summary>
internal static class AuthorityStanding
{
    /// <summary>What it is, as the end of a sentence; null when it issues.</summary>
    public static string? Trouble(IInventoryReader inventory, MachineIdentity authority) => inventory.Authorities.Get(authority.Id)?.State switch
    {
        AuthorityState.Prepared => $"is prepared and issues nothing yet{Missing(inventory, authority)}: {Command(authority.Kind)} makes it Active",
        AuthorityState.Tainted => "is tainted and issues nothing new",
        AuthorityState.Retired => "is retired",
        _ => null,
    };

    private static string Missing(IInventoryReader inventory, MachineIdentity authority)
    {
        var missing = BundleTargets.Missing(inventory.Targets, authority, CancellationToken.None).Select(target => target.Address).ToList();
        return missing.Count == 0 ? string.Empty : $", not being trusted at {string.Join(", ", missing)}";
    }

    private static string Command(IdentityKind kind) =>
        kind == IdentityKind.SshAuthority ? "Set-MachineSshAuthority" : "Set-MachineCertificateAuthority";
}
