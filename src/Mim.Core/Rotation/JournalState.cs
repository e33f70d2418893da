namespace Mim.Core.Rotation;

public enum JournalState
{
    Begun,
    Done,
    Failed,
    TakenBack,
}
