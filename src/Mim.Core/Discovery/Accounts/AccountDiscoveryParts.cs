using Mim.Core.Ports;

namespace Mim.Core.Discovery.Accounts;

/// <summary>The adapters that accounts are looked for through.</summary>
public sealed record AccountDiscoveryParts
{
    public required ILocalAccounts Local { get; init; }

    public required IAccountExports Exports { get; init; }

    /// <summary>One for each sort of server.</summary>
    public required IReadOnlyList<IAccountLister> Listers { get; init; }

    /// <summary>Finds the files that say who may log in by a key.</summary>
    public required ISshFileFinder SshFiles { get; init; }

    public required ISshKeyReader SshKeys { get; init; }
}
