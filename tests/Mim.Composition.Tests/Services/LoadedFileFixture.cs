using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Rotation;
using Mim.Core.Sealing;
using Mim.Testing;

namespace Mim.Composition.Tests.Services;

/// <summary>
/// A file target, or one with commands for a program that loads the file when it is told to and keeps what it loaded, as a program of a
/// user's does, one that reads keystores, or kubectl with the cluster behind it.
/// </summary>
internal sealed class LoadedFileFixture : IDisposable
{
    public const string Password = "pass-1138";

    /// <summary>Files beside it say what is wrong.</summary>
    private const string Program = """
        cd "$(dirname "$0")"
        case $1 in
        check) [ ! -e broken ] && [ -s "$2" ] ;;
        load)
            [ ! -e failing ] && [ ! -e away ] || exit 1
            [ ! -e endless ] || exec sleep 600
            [ -e deaf ] || { cp "$2" loading && mv loading loaded; }
            ;;
        ask) [ ! -e away ] && cmp "$2" loaded ;;
        esac
        """;

    private static readonly TimeSpan _short = TimeSpan.FromSeconds(1.5);
    private readonly TemporaryFolder _folder = new();
    private readonly MachineIdentity _web;
    private IInventory? _inventory;

    /// <param name="kind">The kind of target.</param>
    /// <param name="layout">What is in its file.</param>
    /// <param name="disk">The file lies there; null for beside the store.</param>
    public LoadedFileFixture(TargetKind kind, FileLayout layout, SmallDisk? disk)
    {
        (Kind, Layout, Path) = (kind, layout, disk?["web.file"] ?? _folder["web.file"]);
        File.WriteAllText(_folder["program"], Program);
        Session = DecoratedSession.Open(Store, TimeProvider.System, parts =>
        {
            _inventory = parts.Inventory;
            return parts;
        });
        Session.Authorities.Create(new() { Name = "corp" }, CancellationToken.None);
        _web = Session.Certificates.Issue(new() { Name = "web" }, CancellationToken.None);
        using var password = layout == FileLayout.Pfx ? KeyMaterial.CopyOf("pass-1138"u8) : null;
        Session.Targets.Add(new NewTarget { IdentityId = _web.Id, Kind = kind, Password = password, Settings = Settings }, CancellationToken.None);
        var published = Session.Rotation.PublishAsync([_web.Id], null, CancellationToken.None).ToBlockingEnumerable().Single();
        Assert.True(published.Outcome == RotationOutcome.Completed, published.Reason);
    }

    public TargetKind Kind { get; }

    public FileLayout Layout { get; }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <summary>Path of the store.</summary>
    public string Store => _folder["inventory.db"];

    public MimSession Session { get; }

    public MachineIdentity Current => Session.Identities.Get(_web.Id);

    private Target Target => Session.Targets.Find(_web.Id, CancellationToken.None).Single();

    private TargetSettings Settings
    {
        get
        {
            var files = new FileTargetSettings { Path = Path, KeyPath = Layout == FileLayout.Pem ? Path : null, Layout = Layout };
            return Kind == TargetKind.File
                ? files
                : new ServiceTargetSettings
                {
                    Files = files, ValidateCommand = Asked("check"), ReloadCommand = Asked("load"), ProveCommand = Asked("ask"),
                };
        }
    }

    public RotationResult Rotate() => Only(Session.Rotation.RotateAsync([_web.Id], new RotationOptions(), CancellationToken.None));

    public RotationResult Resume() => Only(Session.Rotation.ResumeAsync([], CancellationToken.None));

    /// <summary>Rotates while something is wrong with the program.</summary>
    public RotationResult RotateWhile(string trouble)
    {
        File.WriteAllText(_folder[trouble], "");
        try
        {
            return Rotate();
        }
        finally
        {
            File.Delete(_folder[trouble]);
        }
    }

    /// <summary>Rotates while the program does not end, for which is waited only shortly.</summary>
    public RotationResult RotateWhileEndless()
    {
        Treat((ServiceTargetSettings)Settings with { Timeout = _short });
        try
        {
            return RotateWhile("endless");
        }
        finally
        {
            Treat(Settings);
        }
    }

    /// <summary>That the current version is in the file and in use, and the store knows that it is.</summary>
    public void AssertCurrentInUse()
    {
        var test = Session.Targets.TestAsync(Target.Id, CancellationToken.None).GetAwaiter().GetResult();
        Assert.True(test.Holds, test.Reason);
        Assert.Equal(Current.CurrentVersionId, test.Target.InstalledVersionId);
        if (Kind != TargetKind.File)
        {
            Assert.Equal(File.ReadAllBytes(Path), File.ReadAllBytes(_folder["loaded"]));
        }
    }

    public void Dispose()
    {
        Session.Dispose();
        _folder.Dispose();
    }

    private static RotationResult Only(IAsyncEnumerable<RotationResult> results) => results.ToBlockingEnumerable().Single();

    /// <summary>Changes how the program is treated; what is installed stays known.</summary>
    private void Treat(TargetSettings settings) => _inventory!.Write(
        transaction =>
        {
            transaction.Targets.Put(Target with { Settings = settings });
            return true;
        },
        CancellationToken.None);

    private string[] Asked(string what) => ["sh", _folder["program"], what, Path];
}
