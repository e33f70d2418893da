namespace Mim.Core.Rotation;

public enum JournalState
{
    Begun,
    Done,

    /// <summary>From here on the rotation is taken back.</summary>
    Failed,

    /// <summary>A location has what it had before; without a target: the whole rotation is taken back.</summary>
    TakenBack,

    /// <summary>Somebody asked for the rotation to be undone: from here on it is taken back.</summary>
    Undoing,

    /// <summary>The rotation waits before it goes on with this step; the detail says for what.</summary>
    Waiting,
}
