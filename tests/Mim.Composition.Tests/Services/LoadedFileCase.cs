using Mim.Core.Rotation;
using Mim.Testing;

namespace Mim.Composition.Tests.Services;

/// <summary>One way in which a delivery to a file goes, or to the program that loads it, as the table of docs/delivery.md names it.</summary>
internal sealed record LoadedFileCase(string Name, Func<LoadedFileFixture, IReadOnlyList<RotationResult>> Run)
{
    /// <summary>Where no program loads the file.</summary>
    public static IReadOnlyList<LoadedFileCase> OfFiles { get; } =
    [
        new(DeliveryCase.NothingFails.Name, fixture => [fixture.Rotate()]),
        new(DeliveryCase.ForeignChange.Name, ForeignChange),
    ];

    /// <summary>Where one opens it when it is asked, as keytool does.</summary>
    public static IReadOnlyList<LoadedFileCase> OfKeystores { get; } =
    [
        .. OfFiles,
        new("the program cannot be reached, and can later", fixture => [fixture.RotateWhile("away"), fixture.Resume()]),
    ];

    /// <summary>Where one checks it and is told to load it.</summary>
    public static IReadOnlyList<LoadedFileCase> OfPrograms { get; } =
    [
        OfFiles[0],
        new("its configuration is broken", fixture => [fixture.RotateWhile("broken")]),
        new("the reload command fails", fixture => [fixture.RotateWhile("failing")]),
        new("the reload command does not end", fixture => [fixture.RotateWhileEndless()]),
        new("the reload does nothing: the old version is in use", fixture => [fixture.RotateWhile("deaf")]),
        .. OfKeystores.Skip(1),
    ];

    /// <summary>A disk that takes nothing, for one reason or the other.</summary>
    /// <param name="disk">With the file.</param>
    public static IReadOnlyList<LoadedFileCase> Of(SmallDisk disk) =>
    [
        new(DeliveryCase.FullDisk, fixture => While(fixture, disk.Fill, disk.Free)),
        new(DeliveryCase.ReadOnlyDisk, fixture => While(fixture, disk.MakeReadOnly, disk.MakeWritable)),
    ];

    private static IReadOnlyList<RotationResult> ForeignChange(LoadedFileFixture fixture)
    {
        // Such a change matters to nobody who reads it.
        var (ours, theirs) = (fixture.Path + ".ours", fixture.Path + ".theirs");
        File.Copy(fixture.Path, ours);
        File.Copy(fixture.Path, theirs);
        File.AppendAllText(theirs, "\n");
        var changed = File.ReadAllBytes(theirs);
        File.Move(theirs, fixture.Path, overwrite: true);
        var result = fixture.Rotate();
        Assert.Contains(fixture.Path, result.Reason, StringComparison.Ordinal);
        Assert.Equal(changed, File.ReadAllBytes(fixture.Path));
        File.Move(ours, fixture.Path, overwrite: true);
        return [result];
    }

    private static IReadOnlyList<RotationResult> While(LoadedFileFixture fixture, Action begin, Action end)
    {
        begin();
        try
        {
            var result = fixture.Rotate();
            Assert.Contains(fixture.Path, result.Reason, StringComparison.Ordinal);
            return [result];
        }
        finally
        {
            end();
        }
    }
}
