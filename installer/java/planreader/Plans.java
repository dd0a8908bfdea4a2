// SPDX-License-Identifier: Apache-2.0
package planreader;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import org.mpxj.ActivityCode;
import org.mpxj.ActivityCodeValue;
import org.mpxj.Duration;
import org.mpxj.MPXJException;
import org.mpxj.ProjectFile;
import org.mpxj.ProjectProperties;
import org.mpxj.Resource;
import org.mpxj.ResourceAssignment;
import org.mpxj.Task;
import org.mpxj.TimeUnit;
import org.mpxj.mspdi.MSPDIWriter;
import org.mpxj.reader.UniversalProjectReader;

/**
 * Reads a plan with MPXJ and writes each project in it as MSPDI, with an index of what MSPDI does not carry.
 *
 * Arguments: the file to read, the folder to write to. Prints nothing: the status that it exits with says how it went,
 * and must agree with running.py. Halts when the program that started it is gone.
 *
 * The index is lines of fields between tabs; told.py reads them. So that MSPDI and index can be matched, each task and
 * each resource gets a number for a GUID; the index has the identities it came with. Assignments are numbered from 1:
 * those that MPXJ makes up for tasks without any are known by higher numbers.
 */
public final class Plans
{
   private static final int READ = 0;
   private static final int UNKNOWN = 10;
   private static final int LOCKED = 11;
   private static final int UNREADABLE = 12;

   private static final UUID NONE = new UUID(0, 0);

   private Plans()
   {
   }

   public static void main(String[] arguments)
   {
      ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> Runtime.getRuntime().halt(UNREADABLE)));
      Runtime.getRuntime().halt(status(new File(arguments[0]), Path.of(arguments[1])));
   }

   private static int status(File file, Path folder)
   {
      try
      {
         List<ProjectFile> projects = new UniversalProjectReader().readAll(file).stream().filter(Objects::nonNull).collect(Collectors.toList());
         if (projects.isEmpty())
         {
            return UNKNOWN;
         }
         write(projects, folder);
         return READ;
      }
      catch (OutOfMemoryError error)
      {
         throw error; // the virtual machine ends itself at the first, with a status of its own
      }
      catch (Throwable problem)
      {
         return isLock(problem) ? LOCKED : UNREADABLE;
      }
   }

   private static boolean isLock(Throwable problem)
   {
      for (Throwable cause = problem; cause != null; cause = cause.getCause())
      {
         if (cause instanceof MPXJException && String.valueOf(cause.getMessage()).startsWith(MPXJException.PASSWORD_PROTECTED))
         {
            return true;
         }
      }
      return false;
   }

   private static void write(List<ProjectFile> projects, Path folder) throws IOException
   {
      try (PrintWriter index = new PrintWriter(folder.resolve("index.tsv").toFile(), StandardCharsets.UTF_8))
      {
         Map<Resource, UUID> guids = new IdentityHashMap<>();
         for (int number = 0; number < projects.size(); number++)
         {
            String name = "plan-" + number + ".xml";
            describe(projects.get(number), name, guids, index);
            try (OutputStream stream = Files.newOutputStream(folder.resolve(name)))
            {
               new MSPDIWriter().write(projects.get(number), stream);
            }
         }
         if (index.checkError())
         {
            throw new IOException("the index could not be written");
         }
      }
   }

   /** Tells what MSPDI has no place for, and numbers tasks and assignments so that MSPDI and index can be matched. */
   private static void describe(ProjectFile project, String name, Map<Resource, UUID> guids, PrintWriter index)
   {
      ProjectProperties properties = project.getProjectProperties();
      line(index, "plan", name, properties.getFileApplication(), properties.getFileType(), title(properties));
      List<Task> tasks = project.getTasks().stream().sorted(Comparator.comparing(Task::getID)).collect(Collectors.toList());
      for (int number = 0; number < tasks.size(); number++)
      {
         describe(tasks.get(number), new UUID(0, number + 1L), index);
      }
      Map<Integer, UUID> resources = describe(project.getResources(), guids, index);
      line(index, "assignments", number(project.getResourceAssignments()));
      for (ResourceAssignment assignment : repeated(project.getResourceAssignments()))
      {
         line(index, "assignment", assignment.getUniqueID(), assignment.getTask().getGUID(), resources.get(assignment.getResourceUniqueID()), assignment.getUnits(), minutes(assignment.getWork(), properties), minutes(assignment.getActualWork(), properties), assignment.getCost(), assignment.getActualCost(), assignment.getStart(), assignment.getFinish());
      }
      line(index, "elsewhere", tasks.stream().filter(Task::getExternalTask).count());
   }

   private static void describe(Task task, UUID tag, PrintWriter index)
   {
      line(index, "task", tag, task.getUniqueID(), task.getGUID(), task.getActivityID(), task.getSecondaryConstraintType(), task.getSecondaryConstraintDate());
      task.setGUID(tag);
      Map<ActivityCode, ActivityCodeValue> codes = task.getActivityCodeValues();
      if (codes != null)
      {
         Map<String, String> sorted = new TreeMap<>();
         codes.forEach((code, value) -> sorted.put(String.valueOf(code.getName()), value.getDescription() == null ? value.getName() : value.getDescription()));
         sorted.forEach((code, value) -> line(index, "code", tag, code, value));
      }
   }

   /** Projects of one file may share their resources, so that one can have its tag already. */
   private static Map<Integer, UUID> describe(List<Resource> resources, Map<Resource, UUID> guids, PrintWriter index)
   {
      Map<Integer, UUID> tags = new HashMap<>();
      for (Resource resource : resources)
      {
         UUID tag = new UUID(1, tags.size() + 1L);
         tags.put(resource.getUniqueID(), tag);
         guids.computeIfAbsent(resource, one -> Objects.requireNonNullElse(one.getGUID(), NONE));
         UUID guid = guids.get(resource);
         line(index, "resource", tag, resource.getUniqueID(), guid.equals(NONE) ? "" : guid);
         resource.setGUID(tag);
      }
      return tags;
   }

   private static int number(List<ResourceAssignment> assignments)
   {
      int number = 0;
      for (ResourceAssignment assignment : assignments)
      {
         number++;
         assignment.setUniqueID(number);
      }
      return number;
   }

   /** What MPXJ leaves out of MSPDI: there, a resource may be on a task only once. */
   private static List<ResourceAssignment> repeated(List<ResourceAssignment> assignments)
   {
      Set<String> seen = new HashSet<>();
      return assignments.stream().filter(one -> !seen.add(one.getTaskUniqueID() + " " + one.getResourceUniqueID())).collect(Collectors.toList());
   }

   private static String title(ProjectProperties properties)
   {
      String title = properties.getProjectTitle();
      return title == null || title.isBlank() ? properties.getName() : title;
   }

   private static Object minutes(Duration duration, ProjectProperties properties)
   {
      return duration == null ? null : Math.round(duration.convertUnits(TimeUnit.MINUTES, properties).getDuration());
   }

   private static void line(PrintWriter index, Object... fields)
   {
      for (int place = 0; place < fields.length; place++)
      {
         index.print(place == 0 ? "" : "\t");
         index.print(Objects.toString(fields[place], "").replaceAll("\\s", " "));
      }
      index.print('\n');
   }
}
