using Mim.Testing.Programs;

namespace Mim.Testing;

/// <summary>A fact about a server whose disk is full; skipped, saying why, where there is no server or no such disk.</summary>
public sealed class SmallServerDiskFactAttribute : FactAttribute
{
    public SmallServerDiskFactAttribute() => Skip = PostgresPrograms.Missing ?? SmallDisk.WhyNot;
}
