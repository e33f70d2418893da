using Mim.Core.Delivery;
using Mim.Core.Rotation;
using Mim.Testing;
using Mim.Testing.Network;

namespace Mim.Composition.Tests.Services;

/// <summary>One way in which a delivery to a service goes, as the table of docs/delivery.md names it.</summary>
internal sealed record DeliveryCase(string Name, Func<ServiceFixture, Task<IReadOnlyList<RotationOutcome>>> RunAsync)
{
    public const string FullDisk = "the disk is full";
    public const string ReadOnlyDisk = "the files may not be written";

    private static readonly TimeSpan _short = TimeSpan.FromSeconds(1.5);

    public static DeliveryCase NothingFails { get; } =
        new("nothing fails", fixture => Once(fixture, settings => settings)) { IsOfFilesAndCommands = true };

    public static DeliveryCase ForeignChange { get; } =
        new("somebody else changed a file", ForeignChangeAsync) { IsOfFilesAndCommands = true };

    public static DeliveryCase LostListener { get; } = new("a listener cannot be reached, and can later", LostListenerAsync);

    public static IReadOnlyList<DeliveryCase> All { get; } =
    [
        NothingFails,
        new("its configuration is broken", BrokenConfigurationAsync) { IsOfFilesAndCommands = true },
        new("the reload command fails", fixture => Once(fixture, settings => settings with { ReloadCommand = ["false"] }))
        {
            IsOfFilesAndCommands = true,
        },
        new("the reload command does not end", fixture => Once(
            fixture, settings => settings with { ReloadCommand = ["sleep", "600"], Timeout = _short })),
        new("the reload does nothing: the old version is served", fixture => Once(
            fixture, settings => settings with { ReloadCommand = ["true"], Timeout = _short })),
        ForeignChange,
        LostListener,
    ];

    /// <summary>A disk that takes nothing, for one reason or the other: nothing changes.</summary>
    /// <param name="disk">With the files of the service.</param>
    public static IReadOnlyList<DeliveryCase> Of(SmallDisk disk) =>
    [
        new(FullDisk, fixture => While(fixture, disk.Fill, disk.Free)),
        new(ReadOnlyDisk, fixture => While(fixture, disk.MakeReadOnly, disk.MakeWritable)),
    ];

    /// <summary>How a rotation that fails may end when it is killed, and by how much the version is another one then.</summary>
    public static IReadOnlyDictionary<RotationOutcome, int> KilledEnds { get; } =
        new Dictionary<RotationOutcome, int> { [RotationOutcome.Completed] = 1, [RotationOutcome.RolledBack] = 0 };

    /// <summary>Whether it depends on where files and commands are, not on timing and listeners alone.</summary>
    public bool IsOfFilesAndCommands { get; init; }

    /// <summary>The row of a rotation that is killed.</summary>
    public static string KilledRow(TargetKind kind, string outcomes) => KilledRow($"{kind}", outcomes);

    /// <summary>The same, by what stands in its first column.</summary>
    public static string KilledRow(string label, string outcomes) =>
        $"| {label} | a rotation that fails is killed before or after any step | {outcomes} | new or old |";

    /// <summary>The row of the table.</summary>
    /// <param name="service">The service.</param>
    /// <param name="outcomes">How the rotation ended, and how when it was resumed.</param>
    /// <param name="isNew">Whether the new version is served then.</param>
    public string Row(RealService service, IEnumerable<RotationOutcome> outcomes, bool isNew) => Row(service.Label, Name, outcomes, isNew);

    /// <summary>The same, by what stands in its first two columns.</summary>
    public static string Row(string label, string name, IEnumerable<RotationOutcome> outcomes, bool isNew) =>
        $"| {label} | {name} | {string.Join(", then ", outcomes)} | {(isNew ? "new" : "old")} |";

    private static Task<IReadOnlyList<RotationOutcome>> Once(ServiceFixture fixture, Func<ServiceTargetSettings, ServiceTargetSettings> treat)
    {
        fixture.Treat(treat);
        try
        {
            return Task.FromResult<IReadOnlyList<RotationOutcome>>([fixture.Rotate().Outcome]);
        }
        finally
        {
            fixture.Treat(settings => settings);
        }
    }

    private static Task<IReadOnlyList<RotationOutcome>> While(ServiceFixture fixture, Action begin, Action end)
    {
        begin();
        try
        {
            return Task.FromResult<IReadOnlyList<RotationOutcome>>([fixture.Rotate().Outcome]);
        }
        finally
        {
            end();
        }
    }

    private static async Task<IReadOnlyList<RotationOutcome>> BrokenConfigurationAsync(ServiceFixture fixture)
    {
        var file = fixture.Service.ConfigurationFile;
        var good = await File.ReadAllTextAsync(file);
        await File.AppendAllTextAsync(file, "\nthis is { no configuration\n");
        var outcomes = await Once(fixture, settings => settings);
        await File.WriteAllTextAsync(file, good);
        return outcomes;
    }

    private static async Task<IReadOnlyList<RotationOutcome>> ForeignChangeAsync(ServiceFixture fixture)
    {
        var path = fixture.Service.Files.KeyPath!;
        var ours = await File.ReadAllTextAsync(path);
        await File.AppendAllTextAsync(path, "# by hand\n");
        var result = fixture.Rotate();
        Assert.Contains(path, result.Reason, StringComparison.Ordinal);
        Assert.Equal(ours + "# by hand\n", await File.ReadAllTextAsync(path));
        await File.WriteAllTextAsync(path, ours);
        return [result.Outcome];
    }

    private static async Task<IReadOnlyList<RotationOutcome>> LostListenerAsync(ServiceFixture fixture)
    {
        var port = LoopbackPort.Free();
        fixture.Treat(settings => settings with
        {
            Timeout = _short, Listeners = [.. settings.Listeners, settings.Listeners[0] with { Port = port }],
        });
        var lost = fixture.Rotate().Outcome;
        await using var relay = new LoopbackRelay(port, fixture.Service.Port);
        var found = fixture.Resume().Outcome;
        fixture.Treat(settings => settings);
        return [lost, found];
    }
}
