using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;

using Mim.Core.Audit;
using Mim.Core.Stores;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Hosting;

namespace Mim.PowerShell.Commands;

/// <summary>Makes a new store.</summary>
[Cmdlet(VerbsData.Initialize, Nouns.Store, SupportsShouldProcess = true)]
[OutputType(typeof(StoreInfo))]
public sealed class InitializeMachineIdentityStoreCommand : KeyedStoreCommand
{
    /// <summary>Where the store is made.</summary>
    [Parameter(Position = 0)]
    [Alias("Path", "ConnectionString")]
    [ValidateNotNullOrEmpty]
    public override string? Store { get; set; }

    /// <summary>Certificates whose private keys open the store.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public X509Certificate2[] Certificate { get; set; } = [];

    /// <summary>Windows protects the key for the current account.</summary>
    [Parameter]
    public SwitchParameter Dpapi { get; set; }

    private protected override void End()
    {
        using var connection = new StoreConnection(Locate(), Credential, null, null);
        if (!ShouldProcess(StoreAddress.Display(connection.Reference.Location), "Initialize store"))
        {
            return;
        }

        using var passphrase = Secrets.Utf8OrNull(Passphrase);
        var options = new NewStore
        {
            KeyFile = KeyFile is null ? null : Files.Full(KeyFile),
            Passphrase = passphrase,
            Certificates = [.. Certificate.Select(certificate => certificate.RawData)],
            Dpapi = Dpapi,
        };
        using var session = CompositionHost.Current.Initialize(connection.Reference, options, Caller.Context(), StopToken);
        WriteObject(session.Store.Describe(StopToken));
    }
}
