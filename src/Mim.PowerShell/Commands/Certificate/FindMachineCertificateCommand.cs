using System.Management.Automation;
using System.Security;

using Mim.Core.Discovery;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Finds certificates on servers, in files and in certificate stores, and says what is wrong with them.</summary>
[Cmdlet(VerbsCommon.Find, Nouns.Certificate, DefaultParameterSetName = Network)]
[OutputType(typeof(CertificateFinding))]
public sealed class FindMachineCertificateCommand : ScanCommand
{
    private const string InStores = nameof(InStores);

    /// <summary>Ports to ask where the target names none.</summary>
    [Parameter(ParameterSetName = Network, ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 65535)]
    public override int[] Port { get; set; } = [443];

    /// <summary>Server names to ask each of them for, instead of its own.</summary>
    [Parameter(ParameterSetName = Network)]
    [ValidateNotNullOrEmpty]
    public string[] ServerName { get; set; } = [];

    /// <summary>How the connection becomes TLS; by default the port tells.</summary>
    [Parameter(ParameterSetName = Network)]
    public StartTls StartTls { get; set; } = StartTls.Auto;

    /// <summary>Passwords to try on what is locked.</summary>
    [Parameter(ParameterSetName = InFiles)]
    [Parameter(ParameterSetName = InLiteralFiles)]
    public SecureString[] Password { get; set; } = [];

    /// <summary>Certificate stores of the operating system: CurrentUser, LocalMachine, or one store such as LocalMachine/My.</summary>
    [Parameter(ParameterSetName = InStores, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string[] CertificateStore { get; set; } = [];

    private protected override void Process()
    {
        base.Process();
        foreach (var store in CertificateStore)
        {
            Attempt(store, () => WriteObject(Session.Discovery.Find(store, StopToken), enumerateCollection: true));
        }
    }

    private protected override void End()
    {
        if (ParameterSetName == Network)
        {
            AskServers();
        }
        else if (FileScan() is { } scan)
        {
            LookIntoFiles(scan);
        }
    }

    private void AskServers()
    {
        var scan = new EndpointScan
        {
            Targets = Targets(),
            ServerNames = ServerName,
            StartTls = StartTls,
            Timeout = Timeout,
            Throttle = ThrottleLimit ?? 256,
            IncludeUnreachable = IncludeUnreachable,
        };
        Run.Ask(Session.Discovery, scan, Bookmark([.. ServerName, $"{StartTls}"]));
    }

    private void LookIntoFiles(FileScan scan)
    {
        var passwords = Password.Select(Secrets.Utf8).ToList();
        try
        {
            Run.WarnOfDepth(scan).Look(Session.Discovery, scan with { Passwords = passwords });
        }
        finally
        {
            passwords.ForEach(password => password.Dispose());
        }
    }
}
