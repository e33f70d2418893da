using Mim.Core;
using Npgsql;

namespace Mim.Inventory.Postgres;

/// <summary>A statement that has not been sent yet.</summary>
/// <param name="Command">Its text and parameters.</param>
/// <param name="IsPrepared">Whether the text is kept prepared on the server.</param>
/// <param name="Taken">Makes the error when a row with the same key is there; null where that is no user's doing.</param>
internal readonly record struct QueuedWrite(NpgsqlBatchCommand Command, bool IsPrepared, Func<MimException>? Taken);
