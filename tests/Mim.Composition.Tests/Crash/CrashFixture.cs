using System.Diagnostics;
using System.Globalization;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Rotation;
using Mim.Testing;

namespace Mim.Composition.Tests.Crash;

/// <summary>A store, what it delivers to a folder, and processes that work on it and are killed.</summary>
public sealed class CrashFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <param name="location">Where the store is; null for a file in the folder.</param>
    public CrashFixture(string? location = null)
    {
        Store = location ?? _folder["inventory.db"];
        Directory.CreateDirectory(_folder["installed"]);
        using var session = Open();
        session.Authorities.Create(new NewAuthority { Name = "corp" }, CancellationToken.None);
    }

    /// <summary>Folder of the installed files.</summary>
    public string Installed => _folder["installed"];

    public string this[string name] => _folder[name];

    private string Store { get; }

    public MimSession Open() => DecoratedSession.Open(Store, keyFile: _folder["inventory.key"]);

    /// <summary>An identity on two targets, one with certificate and key together, and its first version there.</summary>
    public MachineIdentity Deliver(string name)
    {
        using var session = Open();
        var identity = session.Certificates.Issue(new NewCertificate { Name = name, Tags = ["delivered"] }, CancellationToken.None);
        Add(session, identity, $"{name}.pair.pem", $"{name}.pair.key");
        Add(session, identity, $"{name}.pem", $"{name}.pem");
        var results = session.Rotation.PublishAsync([identity.Id], null, CancellationToken.None).ToBlockingEnumerable();
        Assert.Equal(RotationOutcome.Completed, results.Single().Outcome);
        return identity;
    }

    /// <summary>Closes the window of the identity's last target for half a year.</summary>
    public void CloseWindow(MachineIdentity identity)
    {
        using var session = Open();
        var target = session.Targets.Find(identity.Id, CancellationToken.None).Last();
        var window = new MaintenanceWindow($"0 0 1 {session.Time.GetUtcNow().AddMonths(6).Month} *", TimeSpan.FromMinutes(1), "UTC");
        session.Targets.Add(new NewTarget { IdentityId = identity.Id, Settings = target.Settings, Window = window }, CancellationToken.None);
    }

    /// <summary>Runs one piece of work that is to die at a call; whether it did, or was over before.</summary>
    public bool DiesAt(string scenario, MachineIdentity identity, int call, string side) =>
        MortalProcess.DiesAt(Store, scenario, identity.Id, call, side);

    /// <summary>Starts work without end, and kills it some milliseconds after it began.</summary>
    public async Task KillWorkAsync(int seed, TimeSpan after)
    {
        using var process = MortalProcess.Start("work", Store, _folder.Path, seed.ToString(CultureInfo.InvariantCulture));
        var error = process.StandardError.ReadToEndAsync();
        if (await process.StandardOutput.ReadLineAsync() is not null)
        {
            await Task.Delay(after);
            process.Kill();
        }

        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == MortalProcess.KilledBySignal9, $"{process.ExitCode}: {await error}");
    }

    /// <summary>A timer's run over what is due in so many days: it has read its list, and waits for a line before it begins.</summary>
    public async Task<Process> StartDueAsync(int days)
    {
        var process = MortalProcess.Start("due", Store, _folder["inventory.key"], days.ToString(CultureInfo.InvariantCulture));
        Assert.Equal("ready", await process.StandardOutput.ReadLineAsync());
        return process;
    }

    public void Dispose() => _folder.Dispose();

    private void Add(MimSession session, MachineIdentity identity, string certificate, string key) => session.Targets.Add(
        new NewTarget
        {
            IdentityId = identity.Id,
            Settings = new FileTargetSettings { Path = Path.Combine(Installed, certificate), KeyPath = Path.Combine(Installed, key) },
        },
        CancellationToken.None);
}
